// The browser's store; where a browser refuses it, decisions live as long as the page, and the page says so.
const SPACE = `verbale:${SERVED ? DATA.space : location.pathname}:`;
let forgetful = false;
const store = (() => {
  try {
    localStorage.setItem(SPACE + "try", "1");
    localStorage.removeItem(SPACE + "try");
    return localStorage;
  } catch {
    forgetful = true;
    const kept = {};
    return { getItem: (key) => kept[key] ?? null, setItem: (key, value) => { kept[key] = value; }, removeItem: (key) => { delete kept[key]; }, keys: () => Object.keys(kept) };
  }
})();
const storeKeys = () => (store.keys ? store.keys() : Object.keys(store));
const me = { name: DATA.reviewer || store.getItem(SPACE + "reviewer") || "reviewer" };
