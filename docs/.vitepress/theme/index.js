import theme from "vitepress/theme";
import "./style.css";

/** Pages in English only, and where the Chinese of the menu leads from them. */
const english = [
  [/^\/zh\/api\//, "/zh/reference/api.html"],
  [/^\/zh\/decisions\//, "/zh/"],
];

export default {
  extends: theme,
  enhanceApp({ router }) {
    router.onBeforeRouteChange = (to) => {
      const instead = english.find(([pages]) => pages.test(to))?.[1];
      if (instead === undefined) return true;
      void router.go(instead);
      return false;
    };
  },
};
