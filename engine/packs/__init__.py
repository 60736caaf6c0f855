"""Rule packs: manifest, loading, inheritance and profiles, digests."""
