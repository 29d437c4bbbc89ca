import fc from "fast-check";
import { seedOf } from "./seeds.ts";

/** Random tests draw the same examples every time, so that a change is to blame for what fails; `SEED=random` looks for others. */
const seed = seedOf(process.env["SEED"]);
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
