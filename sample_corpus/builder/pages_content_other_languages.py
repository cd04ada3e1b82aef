"""The one page the French-speaking team wrote for itself."""

FICHE_PRODUIT = """# Fiche produit – Ledgerlark AP

**Les factures entrent, les validations sortent, rien n'est ressaisi.**

Ledgerlark AP automatise le traitement des factures fournisseurs pour les entreprises de taille intermédiaire (200 à
5 000 salariés) : réception, lecture, rapprochement, validation, comptabilisation dans l'ERP et paiement à la bonne date.

## Ce que disent nos clients avant de nous connaître

- « Les factures arrivent par courrier, par mail et par trois portails différents. »
- « Les directeurs d'établissement ne se connectent jamais. »
- « Nous payons en retard et nous perdons l'escompte. »
- « La réforme de la facture électronique nous tombe dessus. »

## Six modules

| Module | Ce qu'il fait |
|---|---|
| Capture | lit les factures reçues par mail, numérisation, EDI et portails ; 96 % des champs d'en-tête sans intervention |
| Match | rapprochement à deux ou trois voies avec les commandes et les réceptions, tolérances par fournisseur |
| Approve | circuits de validation par montant, centre de coûts et projet ; validation depuis le mail ou le téléphone |
| Pay | campagnes de paiement, escompte, contrôle des changements de RIB |
| Insight | délai moyen de paiement, escomptes obtenus, alertes sur les doublons et la fraude |
| Connect | connecteurs certifiés pour 34 ERP, API REST, SFTP |

## Facture électronique

Depuis le 1er septembre 2026, toute entreprise assujettie à la TVA en France doit pouvoir recevoir des factures
électroniques. Ledgerlark AP lit Factur-X, UBL et CII, affiche une image lisible pour le valideur et écarte le doublon
lorsque le fournisseur envoie aussi un PDF.

## Sécurité et protection des données

ISO 27001, SOC 2 Type II, deux tests d'intrusion par an. Données hébergées à Francfort, Dublin ou Montréal, au choix.
Contrat de sous-traitance conforme à l'article 28 du RGPD, signé d'avance. Disponibilité : 99,95 % sur les 24 derniers
mois.

## Tarifs

Essentials 1 600 € par mois (jusqu'à 1 500 factures), Professional 3 200 € par mois (jusqu'à 5 000 factures),
Enterprise à partir de 6 100 € par mois. Aucun tarif par utilisateur : tout le monde peut valider.

## Combien de temps ?

Six semaines en médiane, de la signature à la première facture en production. Retour sur investissement médian :
9 mois.

Contact : Aude Lambert, aude.lambert@ledgerlark.example
"""
