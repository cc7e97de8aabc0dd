// Loads the two libraries of the page: adaptivecards for cards and markdown-it for text.

/** The libraries once loaded; null as long as they are not there. */
export const packages = { AdaptiveCards: null, MarkdownIt: null };

function loadScript(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = path;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

/** Load both. The first time, the server fetches them first. Rejects with the server's reason when it cannot. */
export async function loadPackages() {
  const probe = await fetch("/page/packages/adaptivecards.js");
  if (!probe.ok) {
    const answer = await probe.json().catch(() => ({}));
    throw new Error(answer.error ?? String(probe.status));
  }
  const [markdown] = await Promise.all([
    import("/page/packages/markdown-it.js"),
    loadScript("/page/packages/adaptivecards.js"), // a UMD bundle: it makes a global
  ]);
  packages.MarkdownIt = markdown.default;
  packages.AdaptiveCards = window.AdaptiveCards;
}
