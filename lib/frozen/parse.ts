import { z } from "zod";
import { FROZEN_SCHEMA, type Frozen, frozenSchema } from "#lib/api/frozen.ts";

export type Parsed =
  | { readonly kind: "frozen"; readonly frozen: Frozen }
  /** Another version of Whydrop can read it. */
  | { readonly kind: "newer"; readonly schema: number }
  | { readonly kind: "damaged"; readonly why: string };

/** Each released schema, and how a document of it becomes one of today's: a line stays here for as long as documents do. */
const READERS: Readonly<Record<number, (document: unknown) => Frozen | undefined>> = {
  1: (document) => frozenSchema.safeParse(document).data,
};

const numbered = z.object({ schema: z.int().min(1) });

/** Reads a stored document. Nothing of one that is not whole is ever shown. */
export function parseFrozen(text: string): Parsed {
  const document = valueOf(text);
  const told = numbered.safeParse(document);
  if (!told.success) return { kind: "damaged", why: "it is no snapshot" };
  const { schema } = told.data;
  if (schema > FROZEN_SCHEMA) return { kind: "newer", schema };
  const frozen = READERS[schema]?.(document);
  return frozen ? { kind: "frozen", frozen } : { kind: "damaged", why: "a part of it is missing" };
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
