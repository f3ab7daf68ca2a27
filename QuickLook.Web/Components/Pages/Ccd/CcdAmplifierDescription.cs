namespace QuickLook.Web.Components.Pages.Ccd;

/// <summary>An amplifier as the viewer's script needs it; sections are x, y, width and height in pixels from 0.</summary>
/// <param name="Letter">A to D.</param>
/// <param name="Digit">1 to 4.</param>
/// <param name="Light">Its light-sensitive pixels in the image.</param>
/// <param name="Ccd">The same ones in the trimmed image, in whose pixels traces are.</param>
/// <param name="Data">The same ones in the raw image.</param>
/// <param name="Overscan">Column overscan; null in a trimmed image.</param>
/// <param name="Prescan">Prescan; null where there is none.</param>
/// <param name="RowOverscan">Row overscan; null where there is none.</param>
public sealed record CcdAmplifierDescription(
    string Letter,
    string Digit,
    int[] Light,
    int[] Ccd,
    int[] Data,
    int[]? Overscan,
    int[]? Prescan,
    int[]? RowOverscan
);
