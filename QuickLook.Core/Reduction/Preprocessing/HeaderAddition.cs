namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>A keyword that a step adds to the header of its product.</summary>
/// <param name="Keyword">Keyword, upper case: <c>OVERSCN1</c>.</param>
/// <param name="Value">A <see cref="double"/> or a <see cref="string"/>.</param>
/// <param name="Comment">What it means.</param>
public sealed record HeaderAddition(string Keyword, object Value, string Comment);
