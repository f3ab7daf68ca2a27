using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Detector;

/// <summary>
/// Where things are in the raw image of a CCD with four amplifiers (pipeline.md 1.2): each amplifier reads its quarter from the outer corner inwards, and
/// between the halves lie the overscans.
/// </summary>
/// <param name="CcdRows">Rows of the CCD, even.</param>
/// <param name="CcdColumns">Columns of the CCD, even.</param>
/// <param name="Prescan">Prescan columns of each amplifier.</param>
internal sealed record RawGeometry(int CcdRows, int CcdColumns, int Prescan)
{
    /// <summary>Overscan columns of each amplifier.</summary>
    public const int Overscan = 64;

    /// <summary>Prescan rows of each amplifier.</summary>
    public const int PrescanRows = 1;

    /// <summary>Overscan rows of each amplifier.</summary>
    public const int OverscanRows = 32;

    /// <summary>Rows of a quarter.</summary>
    public int HalfRows => CcdRows / 2;

    /// <summary>Columns of a quarter.</summary>
    public int HalfColumns => CcdColumns / 2;

    /// <summary>Rows that an amplifier reads.</summary>
    public int ReadRows => PrescanRows + HalfRows + OverscanRows;

    /// <summary>Columns that an amplifier reads.</summary>
    public int ReadColumns => Prescan + HalfColumns + Overscan;

    /// <summary>Rows of the raw image.</summary>
    public int RawRows => 2 * ReadRows;

    /// <summary>Columns of the raw image.</summary>
    public int RawColumns => 2 * ReadColumns;

    /// <summary>The geometry of a camera.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="size">The size.</param>
    public static RawGeometry Of(Arm arm, InstrumentSize size) => new(size.Rows(arm), size.Columns(arm), arm == Arm.B ? 4 : 7);

    /// <summary>Light-sensitive pixels in the raw image.</summary>
    public DetectorSection Data(Amplifier amplifier) => Section(amplifier, PrescanRows, HalfRows, Prescan, HalfColumns);

    /// <summary>Column overscan.</summary>
    public DetectorSection Bias(Amplifier amplifier) => Section(amplifier, PrescanRows, HalfRows, Prescan + HalfColumns, Overscan);

    /// <summary>Prescan columns.</summary>
    public DetectorSection PrescanColumns(Amplifier amplifier) => Section(amplifier, PrescanRows, HalfRows, 0, Prescan);

    /// <summary>Row overscan.</summary>
    public DetectorSection RowOverscan(Amplifier amplifier) =>
        Section(amplifier, PrescanRows + HalfRows, OverscanRows, Prescan, HalfColumns);

    /// <summary>Prescan rows.</summary>
    public DetectorSection RowPrescan(Amplifier amplifier) => Section(amplifier, 0, PrescanRows, Prescan, HalfColumns);

    /// <summary>The quarter of the CCD.</summary>
    public DetectorSection Ccd(Amplifier amplifier) =>
        new(amplifier.IsUpper() ? HalfRows : 0, amplifier.IsRight() ? HalfColumns : 0, HalfRows, HalfColumns);

    /// <summary>A rectangle in the order of read-out, counted from the amplifier's corner, as it lies in the raw image.</summary>
    private DetectorSection Section(Amplifier amplifier, int row, int height, int column, int width) =>
        new(amplifier.IsUpper() ? RawRows - row - height : row, amplifier.IsRight() ? RawColumns - column - width : column, height, width);
}
