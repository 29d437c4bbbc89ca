import { expect, test } from "vitest";
import { cluster, contextFrom } from "#lib/check/fixture.ts";
import { judgeDeclared } from "./connections.ts";
import { declaredConnections } from "./declared.ts";
import { destinationRows } from "./destinations.ts";

const CONFIG = "{apiVersion: v1, kind: ConfigMap, metadata: {namespace: shop, name: settings}, data: {url: 'https://api.example.com/v1', cache: 'cache.example:6379'}}";
const deployment = (source: string): string => `{apiVersion: apps/v1, kind: Deployment, metadata: {namespace: shop, name: web}, spec: {template: {spec: {containers: [{${source}}]}}}}`;

test("what a ConfigMap says to call is a connection of the workload that uses it, and a destination", () => {
  const context = contextFrom(cluster(CONFIG, deployment("envFrom: [{configMapRef: {name: settings}}]")));
  expect(declaredConnections(context).map(({ id, declaredBy }) => [id, declaredBy])).toEqual([
    ["shop/deploy/web~dns:api.example.com~443-tcp", ["configuration"]],
    ["shop/deploy/web~dns:cache.example~6379-tcp", ["configuration"]],
  ]);
  expect(destinationRows(context, judgeDeclared(context))).toMatchObject([{ id: "dns:api.example.com", knownFrom: ["configuration"], usedBy: ["shop/deploy/web"] }, { id: "dns:cache.example" }]);
});

test("where one key is named, the others are not called", () => {
  const context = contextFrom(cluster(CONFIG, deployment("env: [{name: X, valueFrom: {configMapKeyRef: {name: settings, key: cache}}}]")));
  expect(declaredConnections(context).map(({ id }) => id)).toEqual(["shop/deploy/web~dns:cache.example~6379-tcp"]);
});
