"""A text about a white paper, as the readers of policy see it."""

PAPER = """Meldingen om bruer

Meldingen handler om bruer. Meldingen er lang. Meldingen ble skrevet av Bruetaten. Meldingen er god.
Meld. St. 99 (2031–2032) «Bruer for alle» er meldingen. Meldingen viser til NOU 2031: 7 og Innst. 77 S (2031–2032).

1.1 Kaier og tau

Regjeringen vil:
 • bygge flere kaier av tre
 • gi tilskudd til små ferjer.

1.2 Innledning

Regjeringen skal:
 • male ferjene blå og hvite

Politikken er delt i tre hovedgrep: 1) Bruer av tre, 2) Ferjer uten røyk og 3) Kaier for alle.

Regjeringen bygger på tre prinsipper:
 • Brua skal stå i hundre år.
 • Alle skal kunne gå over.
"""
