using System.Data;
using System.Text;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Storage;

/// <summary>The parameter of <see cref="Dialect.Among"/>, and on PostgreSQL of <c>unnest</c>: one value however many there are, so that the statement stays the same.</summary>
internal sealed class PseudonymList(IEnumerable<Pseudonym> pseudonyms) : SqlMapper.ICustomQueryParameter
{
    /// <inheritdoc/>
    public void AddParameter(IDbCommand command, string name)
    {
        if (command is NpgsqlCommand postgres)
        {
            postgres.Parameters.Add(new NpgsqlParameter<byte[][]>(name, NpgsqlDbType.Array | NpgsqlDbType.Bytea)
            {
                TypedValue = [.. pseudonyms.Select(p => p.ToBytes())],
            });
            return;
        }

        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@" + name, Json());
        command.Parameters.Add(parameter);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(PseudonymList);

    private string Json()
    {
        var json = new StringBuilder("[");
        foreach (var pseudonym in pseudonyms)
        {
            json.Append(json.Length > 1 ? ",\"" : "\"").Append(pseudonym.ToHex()).Append('"');
        }

        return json.Append(']').ToString();
    }
}
