namespace QuickLook.Core.Imaging;

/// <summary>The colour of a mark in a picture.</summary>
/// <param name="Mark">Bits of which any counts.</param>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
/// <param name="Opacity">0 transparent to 255 opaque.</param>
public readonly record struct MarkColour(byte Mark, byte Red, byte Green, byte Blue, byte Opacity);
