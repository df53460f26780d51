// AegoPerformance
