"""Whom the reps sell to: invented accounts and the people who work there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """A prospect or customer. `territory` is the rep who owns it; not exported."""

    account_id: str
    name: str
    industry: str
    employees: int
    country: str
    territory: str
    domain: str


@dataclass(frozen=True, slots=True)
class Contact:
    contact_id: str
    account_id: str
    name: str
    email: str
    title: str


# (name, industry, employees, country, owning rep)
_ACCOUNTS: tuple[tuple[str, str, int, str, str], ...] = (
    ("Ombertree Tools", "machine tools", 900, "Germany", "rep-02"),
    ("Vantmoor Clinics", "healthcare", 2900, "Germany", "rep-01"),
    ("Halverstad Energi", "energy", 2100, "Norway", "rep-05"),
    ("Nordhaven Ferries", "logistics", 1300, "Denmark", "rep-05"),
    ("Pellworth Catering", "hospitality", 540, "United Kingdom", "rep-03"),
    ("Quernstone Breweries", "food manufacturing", 1700, "Ireland", "rep-03"),
    ("Lindqvale Paper", "paper", 1100, "Sweden", "rep-05"),
    ("Brennan & Doyle Foods", "food manufacturing", 1250, "Ireland", "rep-03"),
    ("Tidemark Cloud", "software", 480, "Canada", "rep-08"),
    ("Karsten Antriebe", "automotive supplier", 2200, "Germany", "rep-01"),
    ("St. Aldric Hospital Group", "healthcare", 4100, "Germany", "rep-01"),
    ("Norrvik Freight", "logistics", 1900, "Sweden", "rep-05"),
    ("Maribelle Hotels", "hospitality", 1450, "Portugal", "rep-06"),
    ("Corvane Mutual", "insurance", 1600, "Netherlands", "rep-07"),
    ("Hollenbeck Versicherung", "insurance", 2300, "Germany", "rep-01"),
    ("Zwirner & Sohn Textil", "textiles", 780, "Germany", "rep-02"),
    ("Alpstein Molkerei", "food manufacturing", 650, "Switzerland", "rep-02"),
    ("Grubental Bau", "construction", 1900, "Austria", "rep-02"),
    ("Meerwald Kliniken", "healthcare", 3400, "Germany", "rep-01"),
    ("Tannroth Automotive", "automotive supplier", 2750, "Germany", "rep-02"),
    ("Stadtwerke Birkenau-West", "energy", 1200, "Germany", "rep-01"),
    ("Kolbermatt Handel", "retail", 1500, "Austria", "rep-02"),
    ("Fenwick Marsh Housing", "housing", 860, "United Kingdom", "rep-04"),
    ("Astonbridge Legal LLP", "legal services", 520, "United Kingdom", "rep-04"),
    ("Carreg Quarries", "construction", 990, "United Kingdom", "rep-04"),
    ("Thornaby Plastics", "plastics", 700, "United Kingdom", "rep-04"),
    ("Glenorrin Distillers", "food manufacturing", 610, "United Kingdom", "rep-03"),
    ("Wexcombe University", "higher education", 2800, "United Kingdom", "rep-04"),
    ("Ballykeel Dairy Co-op", "food manufacturing", 830, "Ireland", "rep-03"),
    ("Clarebridge Pharma", "life sciences", 1050, "Ireland", "rep-03"),
    ("Fjellbekk Seafood", "food manufacturing", 940, "Norway", "rep-05"),
    ("Sundholm Kommune", "public sector", 3900, "Denmark", "rep-05"),
    ("Aarlund Retail", "retail", 1650, "Denmark", "rep-05"),
    ("Kustbo Fastigheter", "housing", 460, "Sweden", "rep-05"),
    ("Oliveira Vasques Hotéis", "hospitality", 1100, "Portugal", "rep-06"),
    ("Cerámicas Montroy", "building materials", 720, "Spain", "rep-06"),
    ("Universidad de Altacruz", "higher education", 2600, "Spain", "rep-06"),
    ("Trasporti Bellavalle", "logistics", 880, "Italy", "rep-06"),
    ("Frantoio Lucarelli", "food manufacturing", 310, "Italy", "rep-06"),
    ("Logistique Vermandois", "logistics", 1400, "France", "rep-07"),
    ("Groupe Sainte-Odile Santé", "healthcare", 2500, "France", "rep-07"),
    ("Brasseries du Quercymont", "food manufacturing", 590, "France", "rep-07"),
    ("Van Hoorebeke Bouw", "construction", 1150, "Belgium", "rep-07"),
    ("Dijkzicht Pensioen", "insurance", 740, "Netherlands", "rep-07"),
    ("Northlake Analytics", "software", 350, "Canada", "rep-08"),
    ("Cascadia Grain Growers", "agriculture", 1250, "Canada", "rep-08"),
    ("Red Spruce Outfitters", "retail", 900, "United States", "rep-08"),
    ("Halloran Medical Supply", "healthcare", 640, "United States", "rep-08"),
    ("Bluestem Charities", "non-profit", 280, "United States", "rep-08"),
    ("Prairie Gate Logistics", "logistics", 1700, "United States", "rep-08"),
)
_TITLES = (
    "CFO",
    "Head of Accounting",
    "AP Lead",
    "Head of IT",
    "CISO",
    "Procurement Manager",
    "Finance Director",
    "Group Controller",
)
_FIRST_NAMES = (
    "Anneke", "Bertil", "Carys", "Dorota", "Emrik", "Fenna", "Gareth", "Hilde", "Ignasi", "Jorun", "Kaspar", "Lorcan",
    "Mirela", "Nerys", "Ottilie", "Paavo", "Quentin", "Ragnhild", "Severin", "Teodora", "Ulrik", "Viveka", "Wendel",
)  # fmt: skip
_LAST_NAMES = (
    "Abelmoor", "Brisgow", "Castelmar", "Dunleigh", "Eskeland", "Farnbeck", "Grivald", "Hestmark", "Ilvarsen", "Jurewald",
    "Kettleby", "Lodestrand", "Marrowdale", "Nethersole", "Ostrava-Klein", "Pinkhurst", "Rosvall", "Stellingwerf", "Trevanion",
)  # fmt: skip


def accounts() -> list[Account]:
    """All accounts, in the order of the CRM."""
    return [
        Account(f"acc-{number:03d}", name, industry, employees, country, rep, f"{_domain(name)}.example")
        for number, (name, industry, employees, country, rep) in enumerate(_ACCOUNTS, start=1)
    ]


def contacts() -> list[Contact]:
    """Two people an account, three at the larger ones; names and titles take turns."""
    people: list[Contact] = []
    for account in accounts():
        for _ in range(3 if account.employees > 2000 else 2):
            number = len(people)
            first, last = _FIRST_NAMES[number % len(_FIRST_NAMES)], _LAST_NAMES[number % len(_LAST_NAMES)]
            email = f"{first}.{last}@{account.domain}".lower()
            people.append(
                Contact(
                    f"con-{number + 1:03d}",
                    account.account_id,
                    f"{first} {last}",
                    email,
                    _TITLES[number % len(_TITLES)],
                )
            )
    return people


def _domain(name: str) -> str:
    """A mail domain from an account's name.

    >>> _domain("Oliveira Vasques Hotéis")
    'oliveira-vasques-hoteis'
    """
    plain = name.lower().translate(str.maketrans("éáäöü", "eaaou"))
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
