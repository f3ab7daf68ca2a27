using QuickLook.Core.Instrument;

namespace QuickLook.Core.Formats;

/// <summary>What a fiber was pointed at. Values of columns that the file does not have are NaN, 0 or empty.</summary>
/// <param name="Fiber">The fiber, from the column FIBER.</param>
/// <param name="ObjectType">OBJTYPE without blanks: <c>TGT</c>, <c>SKY</c>, <c>BAD</c>, <c>NON</c>.</param>
/// <param name="Ra">TARGET_RA, degrees.</param>
/// <param name="Dec">TARGET_DEC, degrees.</param>
/// <param name="DesiTarget">DESI_TARGET, the bits of <see cref="TargetBits"/>.</param>
/// <param name="FluxG">FLUX_G, nanomaggies.</param>
/// <param name="FluxR">FLUX_R, nanomaggies.</param>
/// <param name="FluxZ">FLUX_Z, nanomaggies.</param>
public sealed record FibermapRow(
    FiberId Fiber,
    string ObjectType,
    double Ra,
    double Dec,
    long DesiTarget,
    float FluxG,
    float FluxR,
    float FluxZ
)
{
    /// <summary>MWS_TARGET, the bits of <see cref="MilkyWayBits"/> among others.</summary>
    public long MilkyWayTarget { get; init; }

    /// <summary>FIBERSTATUS, bits about the fiber; 0 for nothing to report.</summary>
    public int FiberStatus { get; init; }

    /// <summary>FA_TYPE, how fiber assignment used the fiber.</summary>
    public int FiberAssignType { get; init; }

    /// <summary>
    /// True for a fiber on a standard star that may be used as one. Depends on the other rows of the exposure, so it is found when the fibermap is
    /// read: by DESI_TARGET (faint or bright standard) or MWS_TARGET (Gaia standards), else by FA_TYPE, less the fibers with bit 14 of FIBERSTATUS
    /// (pipeline.md 1.4).
    /// </summary>
    public bool IsStandard { get; init; }

    /// <summary>True for a fiber on blank sky; what every algorithm but the general information goes by (pipeline.md 1.4).</summary>
    public bool IsSky => ObjectType == "SKY";

    /// <summary>
    /// What it is counted as: <c>STD</c> for a standard star, <c>QSO</c>, <c>LRG</c>, <c>ELG</c>, <c>BGS</c> or <c>MWS</c> for a target of that class (of several
    /// the first in this order, the rarer ones first), else OBJTYPE.
    /// </summary>
    public string ObjectClass =>
        ObjectType != "TGT" ? ObjectType
        : IsStandard ? "STD"
        : Has(TargetBits.Qso) ? "QSO"
        : Has(TargetBits.Lrg) ? "LRG"
        : Has(TargetBits.Elg) ? "ELG"
        : Has(TargetBits.BrightGalaxy) ? "BGS"
        : Has(TargetBits.MilkyWay) ? "MWS"
        : ObjectType;

    /// <summary>True when one of the bits is set.</summary>
    /// <param name="bits">Bits of <see cref="TargetBits"/>.</param>
    public bool Has(long bits) => (DesiTarget & bits) != 0;
}
