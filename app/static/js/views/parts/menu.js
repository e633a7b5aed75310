// The page's one menu: opens at a button, goes back to it. Items: {label, icon?, act, stop?, pressed?, toggled?, keys?} or null for nothing.
// `pressed`: whether it is the one chosen of several; `toggled`: whether it is on by itself.

import { html, nothing } from "lit";
import { define, Part } from "../../lib/element.js";
import { icon } from "./icon.js";

class PopMenu extends Part {
  static properties = { items: { state: true }, label: { state: true }, headed: { state: true } };

  constructor() {
    super();
    this.items = [];
  }

  /** `headed`: the label is shown, too. */
  async open(anchor, label, items, headed = false) {
    Object.assign(this, { anchor, label, headed });
    this.items = items.filter(Boolean);
    if (!this.items.length) return;
    await this.updateComplete;
    const panel = this.panel;
    panel.showPopover();
    anchor.setAttribute("aria-expanded", "true");
    place(panel, anchor);
    panel.querySelector("[role^=menuitem]").focus();
  }

  get panel() {
    return this.querySelector(".menu");
  }

  closed(event) {
    if (event.newState !== "closed") return;
    this.anchor?.setAttribute("aria-expanded", "false");
    if (this.panel.contains(document.activeElement) || document.activeElement === document.body) this.anchor?.focus();
  }

  choose(item) {
    this.panel.hidePopover();
    this.anchor?.focus();
    item.act();
  }

  keys(event) {
    const all = [...this.panel.querySelectorAll("[role^=menuitem]")];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Tab") this.panel.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length].focus();
  }

  render() {
    return html`<div class="menu" popover="auto" role="menu" aria-label=${this.label ?? ""} @toggle=${this.closed} @keydown=${this.keys}>
      ${this.headed ? html`<p class="menu-head" aria-hidden="true">${this.label}</p>` : null} ${this.items.map((item) => this.row(item))}
    </div>`;
  }

  row(item) {
    const role = item.pressed !== undefined ? "menuitemradio" : item.toggled !== undefined ? "menuitemcheckbox" : "menuitem";
    const on = item.pressed ?? item.toggled;
    return html`<button type="button" role=${role} aria-checked=${role === "menuitem" ? nothing : String(on)} lang=${item.lang ?? nothing} tabindex="-1" class=${item.stop ? "stop" : ""} @click=${() => this.choose(item)}>
      ${item.icon ? icon(item.icon) : null}<span>${item.label}</span>${on ? icon("check") : null}${item.keys ? html`<kbd>${item.keys}</kbd>` : null}
    </button>`;
  }
}

define("pop-menu", PopMenu);

/** Below the anchor, above where there is no room; never out of the window. */
function place(panel, anchor) {
  const [box, room] = [anchor.getBoundingClientRect(), panel.getBoundingClientRect()];
  const below = box.bottom + 4 + room.height <= innerHeight;
  const top = below ? box.bottom + 4 : Math.max(8, box.top - 4 - room.height);
  const left = Math.max(8, Math.min(box.right - room.width, innerWidth - room.width - 8));
  panel.style.setProperty("inset", `${top}px auto auto ${left}px`);
}

/** While a question stands over the page, nothing outside of it can be reached: it has a menu of its own. */
export const openMenu = (anchor, ...asked) => [...(anchor.closest("dialog") ?? document).querySelectorAll("pop-menu")].at(-1).open(anchor, ...asked);
