namespace QuickLook.Core.Fits.Writing;

/// <summary>The data of an HDU to be written, and the keywords that follow from them.</summary>
internal interface IHduBody
{
    /// <summary>True when the data may stand in the primary HDU.</summary>
    bool CanBePrimary { get; }

    /// <summary>
    /// The mandatory keywords, in their order. Asked before and after the data are written: values that only the data tell may differ, the number of
    /// cards may not.
    /// </summary>
    /// <param name="isPrimary">Whether the HDU is the first of its file.</param>
    IEnumerable<FitsCard> Structure(bool isPrimary);

    /// <summary>Writes the data unit without padding.</summary>
    /// <param name="data">Where to.</param>
    void WriteData(DataUnit data);
}
