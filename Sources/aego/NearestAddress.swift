import AegoMotion
import AegoScore

/// The address that may have been meant by one that nobody knows; nil where none is near.
func nearestAddress(to path: String) -> String? {
  SensorForm.kin(of: path) ?? nearest(to: path, among: SensorForm.known(like: path), longest: 120)
}
