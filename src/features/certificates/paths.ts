export const certificatesPath = '/certifikater'
