using QuickLook.Core.Instrument;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>What a night did for a program.</summary>
/// <param name="Night">The night.</param>
/// <param name="Program">The program, lower case; empty when the exposures do not say.</param>
/// <param name="Tiles">Different tiles that were observed in it.</param>
/// <param name="NewTiles">Those of them that no earlier night of the choice had observed.</param>
/// <param name="Exposures">Exposures.</param>
public sealed record NightTiles(Night Night, string Program, int Tiles, int NewTiles, int Exposures);
