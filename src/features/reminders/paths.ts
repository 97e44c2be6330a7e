export const remindersPath = '/paamindelser'
export const editLadderPath = `${remindersPath}/rediger`
export const previewLadderPath = `${editLadderPath}/vis`
export const comingPath = `${remindersPath}/kommende`
export const comingDayPath = (day: string): string => `${comingPath}/${day}`
export const centralListPath = `${remindersPath}/liste`
