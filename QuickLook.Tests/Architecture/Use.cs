namespace QuickLook.Tests.Architecture;

/// <summary>One reference from compiled code to a type, perhaps to a member of it.</summary>
/// <param name="User">Full name of the outermost type that holds the reference; closures and state machines count as their owner.</param>
/// <param name="UserNamespace">Namespace of that type.</param>
/// <param name="Method">Method (or field, property) in which it stands; empty for the type itself.</param>
/// <param name="Used">Full name of the outermost type referred to.</param>
/// <param name="UsedNamespace">Namespace of that type.</param>
/// <param name="Member">The member called or read; empty for a mention of the type alone.</param>
public sealed record Use(string User, string UserNamespace, string Method, string Used, string UsedNamespace, string Member);
