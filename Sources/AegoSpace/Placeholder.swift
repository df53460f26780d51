// AegoSpace
