"""The words of what can be wrong with the signature of a pack, or with a key."""

from __future__ import annotations

from engine.messages.words import Words

CATALOGUE: dict[str, Words] = {
    "needs-signing": Words(
        "voor handtekeningen is het extra pakket ‘signing’ nodig", "signatures need the extra ‘signing’",
        "Installeer het met: pip install 'definitie[signing]'", "Install it with: pip install 'definitie[signing]'",
    ),
    "signature-missing": Words(
        "er is geen handtekening bij dit archief", "this archive has no signature",
        "Leg het bestand .sig ernaast, of maak het met: definitie packs sign",
        "Put the .sig file beside it, or make it with: definitie packs sign",
    ),
    "signature-unreadable": Words(
        "dit is geen handtekening van een regelpakket", "this is no signature of a rule pack",
        "Een handtekening wordt gemaakt met: definitie packs sign", "A signature is made with: definitie packs sign",
    ),
    "signature-unknown-key": Words(
        "de handtekening is gezet met een sleutel die niet vertrouwd wordt ({key})",
        "the signature was made with a key that is not trusted ({key})",
        "Vertrouwd worden: {known}. Vraag de maker om de publieke sleutel (.pub).",
        "Trusted are: {known}. Ask the maker for the public key (.pub).",
    ),
    "signature-wrong": Words(
        "de handtekening klopt niet: zij is niet met de sleutel ‘{key}’ gezet, of is daarna veranderd",
        "the signature does not hold: it was not made with the key ‘{key}’, or was altered since",
        "Gebruik dit archief niet; haal archief en handtekening opnieuw op bij de maker.",
        "Do not use this archive; get archive and signature again from the maker.",
    ),
    "signature-other-file": Words(
        "de handtekening hoort bij een ander bestand: bij {name} {version}, zoals dat ondertekend werd",
        "the signature belongs to another file: to {name} {version} as it was signed",
        "Het archief is na het ondertekenen veranderd of verwisseld; haal beide opnieuw op.",
        "The archive was altered or exchanged after signing; get both again.",
    ),
    "signature-expired": Words(
        "de handtekening (sleutel ‘{key}’) gold tot {moment}", "the signature (key ‘{key}’) held until {moment}",
        "Vraag de maker om een nieuwe handtekening.", "Ask the maker for a new signature.",
    ),
    "key-unreadable": Words(
        "de sleutel ‘{name}’ is niet te gebruiken: verwacht wordt een Ed25519-sleutel als PEM, zonder wachtwoord",
        "the key ‘{name}’ cannot be used: expected is an Ed25519 key as PEM, without a password",
        "Maak een sleutel met: definitie packs keygen", "Make a key with: definitie packs keygen",
    ),
    "key-open": Words(
        "anderen kunnen de geheime sleutel ‘{path}’ lezen", "others can read the private key ‘{path}’",
        "Sluit hem af met: chmod 600 {path}", "Close it with: chmod 600 {path}",
    ),
    "key-is-public": Words(
        "‘{path}’ is een publieke sleutel; ondertekenen gaat met de geheime",
        "‘{path}’ is a public key; signing takes the private one",
        "De geheime sleutel is het bestand zonder .pub. Maak een nieuw paar met: definitie packs keygen BESTAND",
        "The private key is the file without .pub. Make a new pair with: definitie packs keygen FILE",
    ),
    "key-is-private": Words(
        "‘{path}’ is een geheime sleutel; controleren gaat met de publieke",
        "‘{path}’ is a private key; verifying takes the public one",
        "De publieke sleutel is het bestand met .pub erachter. Geef de geheime sleutel aan niemand.",
        "The public key is the file that ends in .pub. Give the private key to nobody.",
    ),
    "no-trusted-key": Words(
        "er is geen publieke sleutel om de handtekening mee te controleren",
        "there is no public key to check the signature with",
        "Geef --key BESTAND.pub, of --trusted met een map waar sleutels (*.pub) in staan.",
        "Give --key FILE.pub, or --trusted with a folder that holds keys (*.pub).",
    ),
    "key-name-twice": Words(
        "twee vertrouwde sleutels heten ‘{name}’", "two trusted keys are called ‘{name}’",
        "Geef een van de bestanden een andere naam.", "Give one of the files another name.",
    ),
}  # fmt: skip
