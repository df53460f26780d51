// AegoTraining
