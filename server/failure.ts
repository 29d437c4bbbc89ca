/** The exit statuses beside 0, 1 and 2: numbers as in sysexits.h, and what shells say of a program that was interrupted. */
export const EXIT = { usage: 64, noSource: 65, unreachable: 69, ours: 70, configuration: 78, interrupted: 130 } as const;
export type FailureStatus = (typeof EXIT)[keyof typeof EXIT];

/** A reason to stop that the user can act on. The message is all they see: one sentence a line, no stack. */
export class Failure extends Error {
  readonly status: FailureStatus;

  constructor(status: FailureStatus, message: string) {
    super(message);
    this.status = status;
  }
}
