"""Contents: what the contracts of the demonstration say in writing."""

from domain.entrepreneur_contract.contents import CapeContents, CesaContents
from domain.privacy import Label
from scripts.demo.pay_rates import FIXED_PART

CAPE = CapeContents(
    programme=Label("Préparer la création : clientèle, prix, gestion"),
    means=Label("Un accompagnement individuel, des ateliers, un bureau partagé"),
    fee=Label("La contribution coopérative, sur le chiffre d'affaires hors taxes"),
    commitments_to_third_parties=Label("Pris par la coopérative, après son accord"),
    accounting_information=Label("Un relevé de l'activité chaque mois"),
    early_termination=Label("Un mois de préavis, de part et d'autre"),
    social_contributions=Label("Versées par la coopérative, pour le compte du porteur"),
)
CESA = CesaContents(
    objectives=Label("Développer l'activité ; deux entretiens par an"),
    support_and_control=Label("Un accompagnement individuel ; comptes tenus chaque mois"),
    contribution="BAREME",
    fixed_part=FIXED_PART,
    variable_part=Label("Le résultat de l'activité, moins ce qui a été payé"),
    statutes="STATUTS-2024",
    customers_and_works=Label("La clientèle et les œuvres restent à l'entrepreneur"),
)
