/** The queue of what follows in the municipalities; asked for with a round, or a municipality, or neither: all. */
export const workQueueName = 'certification.work'
