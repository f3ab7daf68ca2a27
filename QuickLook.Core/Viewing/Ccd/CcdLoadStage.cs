namespace QuickLook.Core.Viewing.Ccd;

/// <summary>How far loading an image is.</summary>
public enum CcdLoadStage
{
    /// <summary>Others are loaded first.</summary>
    Waiting,

    /// <summary>The raw file is looked for and opened.</summary>
    Opening,

    /// <summary>The camera's pixels are read and unpacked.</summary>
    Reading,

    /// <summary>Overscan, dark, cosmic rays.</summary>
    Preprocessing,

    /// <summary>Smaller images and limits are computed.</summary>
    Shrinking,
}
