/// A condition that ends a scene.
public struct SceneCondition: Sendable, Equatable {}
/// The projection's look.
public struct ImageSettings: Sendable, Equatable {}
