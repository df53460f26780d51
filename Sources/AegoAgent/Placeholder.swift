// AegoAgent
