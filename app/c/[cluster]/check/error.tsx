"use client";

import { Fault } from "#components/parts/Fault.tsx";

export default function CheckError({ error, reset }: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
  return <Fault what="check" reference={error.digest} retry={reset} />;
}
