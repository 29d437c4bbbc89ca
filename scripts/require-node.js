// Plain JavaScript: what follows it is TypeScript, and a Node that cannot run that should say so in words.
if (!process.features.typescript) {
  console.error(`whydrop: Node 22.18 or newer is needed, and this is ${process.versions.node}; run \`npm ci\`, which brings one for Linux, or install it`);
  process.exit(78);
}
