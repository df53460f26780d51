// AegoAudio
