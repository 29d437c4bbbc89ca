import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type FreezeRequest, freezeRequest } from "#lib/api/frozen.ts";
import type { Database, Row, Statements, Value } from "../store/database.ts";
import type { Making } from "./make.ts";
import { type Viewer, WHOEVER_ENTERED } from "./viewer.ts";

export const NOW = Date.parse("2026-04-16T02:14:00Z");
export const DAY = 86_400_000;

const golden = (name: string): string => readFileSync(resolve(import.meta.dirname, `../../lib/frozen/golden/v1/${name}.json`), "utf8");
export const BLOCKED = golden("blocked");
export const ALLOWED = golden("allowed");

export const requested = (more: Partial<FreezeRequest> = {}): FreezeRequest => freezeRequest.parse({ from: "default/api-client", to: "dns:api.stripe.com", port: "443", ...more });

export const making = (more: Partial<Making> = {}): Making => ({
  content: BLOCKED, title: "Blocked by default deny", provenance: { cluster: "shop", namespaces: ["default"] }, owner: WHOEVER_ENTERED.principal, request: requested(), key: undefined, now: NOW, ...more,
});

export const viewerNamed = (principal: string, namespaces: readonly string[] = ["default"]): Viewer => ({
  principal,
  mayManage: (owner) => owner === principal,
  maySee: (provenance) => provenance.namespaces.every((namespace) => namespaces.includes(namespace)),
});

/** A store that remembers what it was asked, without the values. */
export class CountingDatabase implements Database {
  readonly kind: Database["kind"];
  readonly durable: boolean;
  readonly calls: string[] = [];
  readonly #inner: Database;

  constructor(inner: Database) {
    this.kind = inner.kind;
    this.durable = inner.durable;
    this.#inner = inner;
  }

  query(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    this.calls.push(sql);
    return this.#inner.query(sql, ...values);
  }

  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    this.calls.push("transaction");
    return this.#inner.transaction(work);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}
