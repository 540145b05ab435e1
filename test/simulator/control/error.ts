/** The request to the control was wrong; over HTTP a 400. */
export class ControlError extends Error {}
