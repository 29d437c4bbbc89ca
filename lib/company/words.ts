/** Teams, and what they own: a namespace is called `payments-ledger`. */
export const TEAMS = [
  "payments", "orders", "catalog", "search", "identity", "delivery", "warehouse", "pricing", "checkout", "loyalty", "support", "fraud", "billing", "content",
  "partners", "mobile", "growth", "insights", "finance", "returns", "fleet", "routing", "suppliers", "kitchen", "stores", "messaging", "people", "legal", "media", "labs",
] as const;

export const AREAS = [
  "core", "api", "ledger", "reports", "events", "admin", "sync", "export", "gateway", "scoring", "jobs", "limits", "rules", "feeds", "audit", "quotes",
  "plans", "import", "cache", "alerts", "vault", "tests", "portal", "tracker",
] as const;

/** Destinations outside that a company pays for. The rest are partners, with numbers. */
export const SAAS: readonly (readonly [host: string, provider: string, port: number])[] = [
  ["api.stripe.com", "Stripe", 443], ["hooks.slack.com", "Slack", 443], ["api.twilio.com", "Twilio", 443], ["smtp.sendgrid.net", "SendGrid", 587], ["api.sift.com", "Sift", 443],
  ["api.wise.com", "Wise", 443], ["rest.avatax.com", "Avalara", 443], ["fcm.googleapis.com", "Firebase", 443], ["routes.googleapis.com", "Google Maps", 443], ["onlinetools.ups.com", "UPS", 443],
  ["events.pagerduty.com", "PagerDuty", 443], ["api.honeycomb.io", "Honeycomb", 443], ["api.github.com", "GitHub", 443], ["s3.us-east-1.amazonaws.com", "AWS", 443], ["sqs.us-east-1.amazonaws.com", "AWS", 443],
  ["kms.us-east-1.amazonaws.com", "AWS", 443], ["api.salesforce.com", "Salesforce", 443], ["api.hubapi.com", "HubSpot", 443], ["api.segment.io", "Segment", 443], ["api.algolia.net", "Algolia", 443],
];
