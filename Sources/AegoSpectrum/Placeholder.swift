// AegoSpectrum
