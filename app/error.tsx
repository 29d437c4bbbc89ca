"use client";

import { Fault } from "#components/parts/Fault.tsx";

export default function RootError({ error, reset }: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
  return <Fault reference={error.digest} retry={reset} />;
}
