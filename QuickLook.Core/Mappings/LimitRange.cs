namespace QuickLook.Core.Mappings;

/// <summary>An inclusive range relative to a reference.</summary>
/// <param name="Low">Lowest deviation that is inside.</param>
/// <param name="High">Highest deviation that is inside.</param>
public readonly record struct LimitRange(double Low, double High);
