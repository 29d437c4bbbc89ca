import { EXIT, Failure } from "#server/failure.ts";

const USUAL = 20_260_416;

/** @returns undefined for other examples each time @throws Failure for what is no seed */
export function seedOf(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return USUAL;
  if (text === "random") return undefined;
  if (!/^-?\d{1,10}$/.test(text)) throw new Failure(EXIT.configuration, `SEED is \`${text}\`, but must be a number, or random`);
  return Number(text);
}
