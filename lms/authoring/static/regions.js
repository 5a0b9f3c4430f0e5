// Tells an author of a scene where something is in the picture, in the picture's own units.

/** Where the pointer is, in whole units, and never outside of the picture. */
function locate(picture, event) {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
  const { width, height } = picture.viewBox.baseVal;
  const keep = (value, most) => Math.round(Math.min(Math.max(value, 0), most));
  return { x: keep(x, width), y: keep(y, height) };
}

/** The region between two corners, whichever of them comes first. */
function span(one, other) {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
}

function watch(picture) {
  const line = picture.parentElement.querySelector(".preview-units");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  drawn.classList.add("preview-drawn");
  let corner = null;

  function draw(region) {
    for (const [name, value] of Object.entries(region)) drawn.setAttribute(name, value);
    picture.append(drawn);
  }

  function finish(region) {
    corner = null;
    line.querySelector(".preview-at").textContent =
      `at="${region.x} ${region.y} ${region.width} ${region.height}"`;
  }

  picture.addEventListener("pointermove", (event) => {
    const point = locate(picture, event);
    line.querySelector(".preview-point").textContent = `x ${point.x}, y ${point.y}`;
    if (corner) draw(span(corner, point));
  });

  picture.addEventListener("pointerdown", (event) => {
    // A drag that leaves the picture ends at its edge.
    picture.setPointerCapture(event.pointerId);
    const point = locate(picture, event);
    const region = corner && span(corner, point);
    if (region && region.width && region.height) {
      draw(region);
      finish(region);
    } else {
      corner = point;
    }
  });

  // A drag ends here. After a click, which may tremble a little, the second corner is still to come.
  picture.addEventListener("pointerup", (event) => {
    const region = corner && span(corner, locate(picture, event));
    if (region && region.width > 9 && region.height > 9) finish(region);
  });

  picture.addEventListener("pointercancel", () => {
    corner = null;
  });

  line.hidden = false;
}

document.querySelectorAll(".preview-scene").forEach(watch);
