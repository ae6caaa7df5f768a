# language: de
Funktionalität: 2. Gutschrift

  Grundlage:
    Angenommen der Kalendermonat ab 2026-04-01 mit einem Entgelt von EUR 900.00

  @§2Abs.1 @§2Abs.2 @§2Abs.2lit.a @§2Abs.2lit.b @§2Abs.2lit.c
  Szenariogrundriss: Die Gutschrift folgt der Verfügbarkeit: <minuten> Minuten
    Angenommen der Dienst war <minuten> Minuten nicht erreichbar
    Wenn der Kunde die Gutschrift am 2026-05-04 10:00 +02:00 verlangt
    Dann <antwort>

    Beispiele:
      | minuten | antwort              |
      | 0       | erhält er nichts     |
      | 216     | erhält er nichts     |
      | 217     | erhält er EUR 45.00  |
      | 432     | erhält er EUR 45.00  |
      | 433     | erhält er EUR 135.00 |
      | 864     | erhält er EUR 135.00 |
      | 865     | erhält er EUR 360.00 |

  @§2Abs.3
  Szenario: Angekündigte Wartung gilt nicht als Ausfall
    Angenommen der Dienst war 300 Minuten nicht erreichbar
    Und davon waren 84 Minuten angekündigte Wartung
    Wenn der Kunde die Gutschrift am 2026-05-04 10:00 +02:00 verlangt
    Dann erhält er nichts

  @§1Abs.1 @§1Abs.2
  Szenariogrundriss: Ein Kalendermonat hat die Minuten der Uhren in Berlin: ab <monat>
    Angenommen der Kalendermonat ab <monat> mit einem Entgelt von EUR 900.00
    Und der Dienst war 223 Minuten nicht erreichbar
    Wenn der Kunde die Gutschrift am <verlangt> verlangt
    Dann erhält er <betrag>

    Beispiele:
      | monat      | verlangt                | betrag     |
      | 2026-03-01 | 2026-04-01 10:00 +02:00 | EUR 45.00 |
      | 2026-10-01 | 2026-11-02 10:00 +01:00 | nichts |

  @§2Abs.2
  Szenario: Ein Teil eines Cents ist ein ganzer
    Angenommen der Kalendermonat ab 2026-04-01 mit einem Entgelt von EUR 900.01
    Und der Dienst war 217 Minuten nicht erreichbar
    Wenn der Kunde die Gutschrift am 2026-05-04 10:00 +02:00 verlangt
    Dann erhält er EUR 45.01

  @§2Abs.4
  Szenariogrundriss: Verlangt wird bis zum Ende des folgenden Kalendermonats: <verlangt>
    Angenommen der Dienst war 217 Minuten nicht erreichbar
    Wenn der Kunde die Gutschrift am <verlangt> verlangt
    Dann <antwort>

    Beispiele:
      | verlangt                       | antwort             |
      | 2026-05-31 23:59:59.999 +02:00 | erhält er EUR 45.00 |
      | 2026-06-01 00:00 +02:00        | erhält er nichts    |

  @§1Abs.1
  Szenario: Ein Kalendermonat beginnt am ersten Tag
    Angenommen der Kalendermonat ab 2026-04-02 mit einem Entgelt von EUR 900.00
    Und der Dienst war 60 Minuten nicht erreichbar
    Wenn der Kunde die Gutschrift am 2026-05-04 10:00 +02:00 verlangt
    Dann wird die Anfrage mit "kein-erster-tag" abgelehnt

  @§2Abs.3
  Szenariogrundriss: Wartung ist ein Teil des Ausfalls: <wartung> von 60 Minuten
    Angenommen der Dienst war 60 Minuten nicht erreichbar
    Und davon waren <wartung> Minuten angekündigte Wartung
    Wenn der Kunde die Gutschrift am 2026-05-04 10:00 +02:00 verlangt
    Dann <antwort>

    Beispiele:
      | wartung | antwort                                                  |
      | 60      | erhält er nichts                                         |
      | 61      | wird die Anfrage mit "mehr-wartung-als-ausfall" abgelehnt |
