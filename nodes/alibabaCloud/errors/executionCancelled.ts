/** The user stopped the execution; what was not started stays undone. It is no failure. */
export class ExecutionCancelled extends Error {}
