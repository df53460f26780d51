// AegoNetwork
