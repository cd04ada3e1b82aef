"""The ROI calculator: its inputs, its arithmetic, and the formulas that say the same to a spreadsheet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """A spreadsheet formula with the result a spreadsheet would cache."""

    text: str
    result: float | str


Cell = str | int | float | Formula | None

LAST_MONTH = 36


@dataclass(frozen=True, slots=True)
class Case:
    """What a buyer fills in. Money in EUR, shares between 0 and 1."""

    invoices_a_month: int = 2400
    cost_before: float = 11.8
    cost_after: float = 2.9
    share_counted: float = 0.35
    discounts_offered: float = 120_000
    taken_before: float = 0.33
    taken_after: float = 0.75
    duplicates_a_year: float = 11_000
    duplicates_stopped: float = 0.9
    licence_a_month: float = 3_200
    setup: float = 9_500
    own_hours: int = 180
    hourly_rate: float = 42
    live_after_months: int = 2
    ramp_months: int = 6

    @property
    def handling(self) -> float:
        return self.invoices_a_month * 12 * (self.cost_before - self.cost_after) * self.share_counted

    @property
    def discounts(self) -> float:
        return self.discounts_offered * (self.taken_after - self.taken_before)

    @property
    def duplicates(self) -> float:
        return self.duplicates_a_year * self.duplicates_stopped

    @property
    def yearly_gain(self) -> float:
        return self.handling + self.discounts + self.duplicates

    @property
    def yearly_licence(self) -> float:
        return self.licence_a_month * 12

    @property
    def once(self) -> float:
        return self.setup + self.own_hours * self.hourly_rate

    def effect(self, month: int) -> float:
        """Share of the full gain reached in a month (1 is the month of signature)."""
        return max(0.0, min(1.0, (month - self.live_after_months) / self.ramp_months))

    def gain(self, month: int) -> float:
        return self.yearly_gain / 12 * self.effect(month)

    def cost(self, month: int) -> float:
        licence = self.yearly_licence if month % 12 == 1 else 0.0
        return licence + (self.once if month == 1 else 0.0)

    def balance(self, month: int) -> float:
        return sum(self.gain(past) - self.cost(past) for past in range(1, month + 1))

    def payback_month(self) -> int | None:
        """First month with the money back; None when 36 months are not enough.

        >>> Case().payback_month()
        9
        """
        return next((month for month in range(1, LAST_MONTH + 1) if self.balance(month) >= 0), None)


CASE = Case()

INPUTS: tuple[tuple[Cell, ...], ...] = (
    ("Inputs (change the coloured cells)", None, None),
    ("All amounts in EUR", "Your value", "Where to find it"),
    ("Invoices a month", CASE.invoices_a_month, "Count of postings of document type KR, average of the last quarter"),
    ("Cost per invoice today", CASE.cost_before, "Median of 118 customers before the change, measured in 2025"),
    (
        "Cost per invoice afterwards",
        CASE.cost_after,
        "Same customers after six months, our fee included; counting the licence again below is careful",
    ),
    (
        "Share of saved time you count as money",
        CASE.share_counted,
        "Most CFOs count a third: temps, overtime, posts not refilled",
    ),
    ("Discounts offered to you, a year", CASE.discounts_offered, "Ask purchasing; terms in the supplier master"),
    ("Share of discounts taken today", CASE.taken_before, "Insight will show it; ask your bookkeeper for a guess"),
    ("Share of discounts taken afterwards", CASE.taken_after, "Careful value. Brennan & Doyle is above 80 %"),
    ("Paid twice, a year", CASE.duplicates_a_year, "What your auditors found. What they did not find is on top"),
    ("Share of duplicates stopped", CASE.duplicates_stopped, "St. Aldric: 212 down to 3"),
    ("Licence a month", CASE.licence_a_month, "Professional, up to 5,000 invoices, unlimited users"),
    ("Setup, once", CASE.setup, "Credited in full with a three-year term"),
    ("Own hours for the project", CASE.own_hours, "IT 3 to 5 days, finance about 18 days over six weeks"),
    ("Hourly rate of your people", CASE.hourly_rate, "Full cost"),
    (
        "Months until the first live invoice",
        CASE.live_after_months,
        "Six weeks is the median; we calculate with two months",
    ),
    ("Months until full effect", CASE.ramp_months, "71 % untouched after six months"),
)

RESULT: tuple[tuple[Cell, ...], ...] = (
    ("Result", None),
    ("Saved handling, a year", Formula("=Inputs!B3*12*(Inputs!B4-Inputs!B5)*Inputs!B6", round(CASE.handling, 2))),
    ("Discounts won, a year", Formula("=Inputs!B7*(Inputs!B9-Inputs!B8)", round(CASE.discounts, 2))),
    ("Double payments stopped, a year", Formula("=Inputs!B10*Inputs!B11", round(CASE.duplicates, 2))),
    ("Full gain, a year", Formula("=SUM(B2:B4)", round(CASE.yearly_gain, 2))),
    ("Licence, a year", Formula("=Inputs!B12*12", CASE.yearly_licence)),
    ("Once: setup and own hours", Formula("=Inputs!B13+Inputs!B14*Inputs!B15", CASE.once)),
    ("Money back in month", Formula("=MATCH(TRUE,INDEX('36 months'!E3:E38>=0,0),0)", CASE.payback_month() or "")),
    ("Balance after three years", Formula("='36 months'!E38", round(CASE.balance(LAST_MONTH), 2))),
    ("Cost of waiting one more quarter", Formula("=(B5-B6)/4", round((CASE.yearly_gain - CASE.yearly_licence) / 4, 2))),
)


def monthly_rows(case: Case = CASE) -> list[tuple[Cell, ...]]:
    """Header and 36 rows: month, effect, gain, cost, balance; formulas refer to the Inputs and Result sheets."""
    rows: list[tuple[Cell, ...]] = [
        ("36 months, licence paid a year in advance", None, None, None, None),
        ("Month", "Effect", "Gain", "Cost", "Balance"),
    ]
    return rows + [_monthly_row(case, month) for month in range(1, LAST_MONTH + 1)]


def sensitivity_rows() -> list[tuple[Cell, ...]]:
    """Payback month by volume and by how much of the saved time is counted. Plain values."""
    shares = (0.0, 0.2, 0.35, 0.5, 1.0)
    rows: list[tuple[Cell, ...]] = [
        ("Money back in month … if you count this share of the saved time", *(None for _ in shares)),
        ("Invoices a month", *(f"{share:.0%}" for share in shares)),
    ]
    for volume in (800, 1_200, 1_800, 2_400, 3_500, 5_000):
        scale = volume / CASE.invoices_a_month
        licence = 1_600.0 if volume <= 1_500 else 3_200.0
        cases = [
            Case(
                invoices_a_month=volume,
                share_counted=share,
                licence_a_month=licence,
                discounts_offered=CASE.discounts_offered * scale,
                duplicates_a_year=CASE.duplicates_a_year * scale,
            )
            for share in shares
        ]
        rows.append((volume, *(case.payback_month() or "not in 3 years" for case in cases)))
    return rows


def _monthly_row(case: Case, month: int) -> tuple[Cell, ...]:
    row = month + 2
    once = "+Result!$B$7" if month == 1 else ""
    cost = f"=Result!$B$6{once}" if month % 12 == 1 else "=0"
    before = f"E{row - 1}+" if month > 1 else ""
    effect = f"=MAX(0,MIN(1,(A{row}-Inputs!$B$16)/Inputs!$B$17))"
    return (
        month,
        Formula(effect, round(case.effect(month), 6)),
        Formula(f"=Result!$B$5/12*B{row}", round(case.gain(month), 2)),
        Formula(cost, case.cost(month)),
        Formula(f"={before}C{row}-D{row}", round(case.balance(month), 2)),
    )
