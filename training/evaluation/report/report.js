// Point at a person, in a map or in a table, and everything else steps back.
(() => {
  const tip = document.getElementById('tip');
  let lit = null;

  const show = (person) => {
    if (person === lit) return;
    lit = person;
    for (const element of document.querySelectorAll('[data-person]')) {
      element.classList.toggle('lit', person !== null && element.dataset.person === person);
    }
    document.body.classList.toggle('pointing', person !== null);
  };

  document.addEventListener('pointerover', ({ target }) => {
    const element = target.closest('[data-person]');
    show(element === null ? null : element.dataset.person);
    tip.textContent = target.dataset.tip ?? '';
    tip.hidden = tip.textContent === '';
  });
  document.addEventListener('pointermove', ({ clientX, clientY }) => {
    tip.style.translate = `${Math.min(clientX + 14, innerWidth - 200)}px ${clientY + 14}px`;
  });
  document.documentElement.addEventListener('pointerleave', () => {
    show(null);
    tip.hidden = true;
  });
})();
