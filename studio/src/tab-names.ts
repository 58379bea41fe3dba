export const tabNames = ["build", "check", "ask", "compare", "explain"] as const;

export type TabName = (typeof tabNames)[number];
