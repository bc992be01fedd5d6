// Something gets another place in the menu, among those beside it.
import { post } from "./desk_send.js";

export function place(item, index) {
  const list = item.parentNode;
  const row = [...list.children].map((each) => each.dataset.address);
  return post("move-in-menu", { above: list.dataset.above, row, address: item.dataset.address, index });
}
