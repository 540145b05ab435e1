import { CODES } from '../../notifications/waiting/wire';

/** The code of the reference in a question's task ID; see `CODES`. */
export const QUESTION_CODE = CODES.question;
