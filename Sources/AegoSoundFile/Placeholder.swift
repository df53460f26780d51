// AegoSoundFile
