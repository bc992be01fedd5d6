// Things of a list can be dragged to another place in it; `move` is told which one, and the index where it goes.
export function dragging(main, move) {
  let dragged;
  const partOf = (node) => node.closest(".parts > [data-path]");
  main.addEventListener("dragstart", function (event) {
    if (event.target.matches("input, textarea")) return;
    dragged = partOf(event.target);
    event.stopPropagation();
  });
  main.addEventListener("dragover", function (event) {
    const over = dragged && partOf(event.target);
    if (!over || over.parentNode !== dragged.parentNode) return;
    event.preventDefault();
    for (const each of main.querySelectorAll(".over")) each.classList.remove("over");
    over.classList.add("over");
  });
  main.addEventListener("drop", function (event) {
    const over = dragged && partOf(event.target);
    if (!over || over === dragged || over.parentNode !== dragged.parentNode) return;
    event.preventDefault();
    move(dragged, [...over.parentNode.children].indexOf(over));
  });
}
