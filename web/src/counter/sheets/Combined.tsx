// One person, several dossiers in one go: one sheet that lists them all, each with its own date, code and secret.
import type { Schemas } from '../../api/client';
import { Qr } from '../../ui/Qr';
import { followAddress } from '../Done';
import { SheetHead } from './Head';
import { Signatures } from './Form01';
import { feeText, wayText, whenText } from './words';

export function Combined({ receptions }: { receptions: Schemas['Reception'][] }) {
  const receipt = receptions[0]?.receipt;
  if (!receipt) return null;
  return (
    <div className="sheet">
      <SheetHead receipt={receipt} />
      <h1>Giấy tiếp nhận hồ sơ và hẹn trả kết quả</h1>
      <p>
        {receipt.desk} tiếp nhận {receptions.length} hồ sơ của: <strong>{receipt.received_from.name}</strong>
      </p>
      {receipt.received_from.address && <p>Địa chỉ: {receipt.received_from.address}</p>}
      {receptions.map((one, at) => (
        <div className="sheet-one" key={one.code}>
          <div>
            <p>
              {at + 1}. <strong>{one.receipt.procedure.name}</strong> ({one.receipt.procedure.code})
            </p>
            <p>
              Mã hồ sơ: <strong className="mono">{one.code}</strong>; mã bí mật: <strong className="mono">{one.secret}</strong>; số: {one.receipt.number}
            </p>
            <p>Giấy tờ: {one.receipt.papers.length}; số bộ: {one.receipt.sets}</p>
            {one.receipt.fees.length > 0 && <p>Phí, lệ phí: {one.receipt.fees.map(feeText).join('; ')}</p>}
            <p className="sheet-due">
              Trả kết quả: <strong>{one.due ? whenText(one.due) : 'không có hạn trả'}</strong>
            </p>
          </div>
          <Qr text={followAddress(one.receipt)} label="" />
        </div>
      ))}
      <p>Thời gian nhận hồ sơ: {whenText(receipt.received_at)}</p>
      <p>Đăng ký nhận kết quả: {wayText(receipt.delivery, receipt.desk)}</p>
      <p>Theo dõi tại <span className="mono">{location.origin}</span></p>
      <Signatures receipt={receipt} />
      <p className="sheet-note">Đường dây nóng: {receipt.hotline}</p>
    </div>
  );
}
