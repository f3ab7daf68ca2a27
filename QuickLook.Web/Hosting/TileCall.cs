using QuickLook.Core.Viewing.Ccd;

namespace QuickLook.Web.Hosting;

/// <summary>A request for a tile, as its address has it; nothing of it is checked yet.</summary>
/// <param name="Process">Number of the process.</param>
/// <param name="Camera">The camera.</param>
/// <param name="Kind">Raw or preprocessed.</param>
/// <param name="Level">Level of the pyramid.</param>
/// <param name="X">Tile in x.</param>
/// <param name="Y">Tile in y, with its extension.</param>
/// <param name="Http">The request.</param>
/// <param name="Shelf">Where images are.</param>
internal readonly record struct TileCall(
    string Process,
    string Camera,
    string Kind,
    string Level,
    string X,
    string Y,
    HttpContext Http,
    CcdShelf Shelf
);
